/** The application pools of an Exchange server that the lab has, by the names that Restart-WebAppPool takes. */
export const applicationPools = [
  'MSExchangeOWAAppPool',
  'MSExchangeECPAppPool',
  'MSExchangeServicesAppPool',
  'MSExchangeAutodiscoverAppPool',
] as const;
export type ApplicationPool = (typeof applicationPools)[number];

/** A pool by its name, in any case; undefined when the lab has none of that name. */
export function findApplicationPool(name: string): ApplicationPool | undefined {
  return applicationPools.find((pool) => pool.toLowerCase() === name.toLowerCase());
}
