/** Goes to another page of this site by a full load, so that nothing of an earlier visitor's session stays in memory. */
export const leaveFor = (path: string): "leaving" => {
  window.location.assign(path);
  return "leaving";
};
