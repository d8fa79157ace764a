/** What a change of the lab can be in. */
export type LabPart = 'clock' | 'organization' | 'tenants' | 'network' | 'scenarios' | 'mystery' | 'eventLog';

/** The lab's state as `GET /api/events` tells it. */
export interface LabStatus {
  /** ISO 8601, by the lab's clock. */
  readonly time: string;
  readonly clock: {
    /** Milliseconds that the lab's clock is ahead of real time, now. */
    readonly offsetMs: number;
    /** Lab seconds in a real one. */
    readonly speed: number;
  };
  /** None of a mystery's. */
  readonly activeScenarios: readonly string[];
  /** Whether a mystery is on. */
  readonly mystery: boolean;
  /** What has changed since the last time; none the first time. */
  readonly changed: readonly LabPart[];
}
