/** Something that the person at the keyboard can put right. The message is the whole sentence, with the fix. */
export class Refusal extends Error {
  override name = "Refusal";
}
