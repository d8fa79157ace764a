/** The lab can't start or do what was asked, for a reason its user can mend; the message is one line. */
export class LabError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LabError';
  }
}
