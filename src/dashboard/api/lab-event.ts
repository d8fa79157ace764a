/** What the lab tells by `GET /api/events`. */
export interface LabEvent {
  readonly name: string;
  readonly data: unknown;
}
