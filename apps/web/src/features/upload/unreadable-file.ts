/** The device no longer gives a chosen file out: moved, changed or a folder. `message` is the device's own word for it. */
export class UnreadableFile extends Error {
  override readonly name = "UnreadableFile";
}
