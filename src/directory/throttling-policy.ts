/** How many, or how many milliseconds. */
export type ThrottlingLimit = number | 'Unlimited';

/** What of a throttling policy concerns Exchange Web Services (learn.microsoft.com, New-ThrottlingPolicy). */
export interface ThrottlingPolicy {
  /** Requests of one user that are worked on at the same time. */
  readonly ewsMaxConcurrency: ThrottlingLimit;
  /** Milliseconds of work that a user has in store at most. */
  readonly ewsMaxBurst: ThrottlingLimit;
  /** Milliseconds of work that a user gets back in an hour. */
  readonly ewsRechargeRate: ThrottlingLimit;
  /** Milliseconds of work beyond the store, after which a user is blocked. */
  readonly ewsCutoffBalance: ThrottlingLimit;
  /** Subscriptions that a user may have. */
  readonly ewsMaxSubscriptions: ThrottlingLimit;
}

export const throttlingLimits = {
  EwsMaxConcurrency: 'ewsMaxConcurrency',
  EwsMaxBurst: 'ewsMaxBurst',
  EwsRechargeRate: 'ewsRechargeRate',
  EwsCutoffBalance: 'ewsCutoffBalance',
  EwsMaxSubscriptions: 'ewsMaxSubscriptions',
} as const satisfies Readonly<Record<string, keyof ThrottlingPolicy>>;

/** The policy that every organisation of Exchange 2013 and newer has, and that counts for who has no other. */
export const globalThrottlingPolicy: ThrottlingPolicy = {
  ewsMaxConcurrency: 27, // learn.microsoft.com, "EWS throttling in Exchange"
  ewsMaxBurst: 300_000,
  ewsRechargeRate: 900_000,
  ewsCutoffBalance: 3_000_000,
  ewsMaxSubscriptions: 5000,
};
