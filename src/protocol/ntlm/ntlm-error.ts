/** A message is no NTLM message, or not one that is taken; the message says why, in the middle of a sentence. */
export class NtlmError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NtlmError';
  }
}
