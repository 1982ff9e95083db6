/** Something that the person at the keyboard can put right; its message is the whole sentence to print. */
export class Refusal extends Error {}
