/** When an object was made and changed, ISO 8601. Left out: when the organisation was set up. */
export interface Dated {
  readonly whenCreated?: string | undefined;
  readonly whenChanged?: string | undefined;
}
