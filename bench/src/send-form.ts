import { request } from "node:http";

const boundary = "----cloudpix-bench";
const head = (fileName: string) =>
  `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
const tail = `\r\n--${boundary}--\r\n`;
const chunkBytes = 1024 ** 2;

/** Sends bytes as a form with as little work of its own as can be; the answer's JSON. @throws Error unless it is 201 */
export const sendForm = (url: string, token: string, fileName: string, bytes: Buffer): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const length = Buffer.byteLength(head(fileName)) + bytes.length + Buffer.byteLength(tail);
    const sending = request(
      url,
      {
        method: "POST",
        headers: {
          authorization: `Bearer ${token}`,
          "content-type": `multipart/form-data; boundary=${boundary}`,
          "content-length": length,
        },
      },
      async (answer) => {
        const told = Buffer.concat(await answer.toArray()).toString();
        if (answer.statusCode === 201) resolve(JSON.parse(told));
        else reject(new Error(`${answer.statusCode} ${told}`));
      },
    );
    sending.once("error", reject);
    sending.write(head(fileName));
    let sent = 0;
    const pump = () => {
      while (sent < bytes.length) {
        const piece = bytes.subarray(sent, sent + chunkBytes);
        sent += piece.length;
        if (!sending.write(piece)) {
          sending.once("drain", pump);
          return;
        }
      }
      sending.end(tail);
    };
    pump();
  });
