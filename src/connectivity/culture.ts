/** Cultures of a server whose texts the lab knows. */
export type Culture = 'en-US' | 'de-DE';

/** DateTime.MinValue of .NET, 0001-01-01T00:00:00Z, in milliseconds since 1970. */
export const dateTimeMinValue = -62_135_596_800_000;

/** A moment as .NET prints a DateTime in UTC, in the format "G" of the culture. */
export function formatDateTime(moment: number, culture: Culture): string {
  const date = new Date(moment);
  const year = String(date.getUTCFullYear()).padStart(4, '0');
  const month = date.getUTCMonth() + 1;
  const day = date.getUTCDate();
  const hour = date.getUTCHours();
  const minutesAndSeconds = `${twoDigits(date.getUTCMinutes())}:${twoDigits(date.getUTCSeconds())}`;
  if (culture === 'de-DE') {
    return `${twoDigits(day)}.${twoDigits(month)}.${year} ${twoDigits(hour)}:${minutesAndSeconds}`;
  }
  return `${month}/${day}/${year} ${hour % 12 || 12}:${minutesAndSeconds} ${hour < 12 ? 'AM' : 'PM'}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
