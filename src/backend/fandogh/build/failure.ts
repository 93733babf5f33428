/** Ends a build: an instruction cannot be carried out. The message is what the builder says last. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
}
