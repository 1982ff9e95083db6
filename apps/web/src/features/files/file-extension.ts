/** The letters after a name's last dot in capitals, at most five; "" when there are none worth showing. */
export const fileExtension = (fileName: string): string => {
  const extension = /[^.]\.([\p{L}\p{N}]{1,5})$/u.exec(fileName)?.[1];
  return extension?.toUpperCase() ?? "";
};
