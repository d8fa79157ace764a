/** Days as .NET counts them in a TimeSpan: whole ones, truncated towards zero (facts/oauth-outbound-admin §4.2 step 5, §4.5). */

export const day = 24 * 60 * 60 * 1000;

/** `(NotAfter - now).Days`: 0 in the last 24 hours before the end, and in the first 24 hours after it. */
export function daysLeft(notAfter: number, now: number): number {
  // `+ 0` makes 0 of -0, which a negative part of a day is truncated to.
  return Math.trunc((notAfter - now) / day) + 0;
}

/**
 * The same as MonitorExchangeAuthCertificate.ps1 counts: a certificate that ends today is expired, whatever the hour. The
 * day begins at midnight UTC: the servers of the lab are there.
 */
export function daysLeftUnlessToday(notAfter: number, now: number): number {
  const days = daysLeft(notAfter, now);
  return days === 0 && startOfDay(notAfter) < now ? -1 : days;
}

function startOfDay(moment: number): number {
  return Math.floor(moment / day) * day;
}
