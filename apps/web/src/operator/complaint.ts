/** Something that the operator can put right. The message is the whole sentence. */
export class Complaint extends Error {
  override name = "Complaint";
}

/** The command was not understood: the sentence is followed by how it is used. */
export class WrongUsage extends Complaint {
  override name = "WrongUsage";
}
