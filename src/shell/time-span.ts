/** Milliseconds as .NET prints a TimeSpan, whole seconds: `30.00:00:00`. */
export function timeSpanText(milliseconds: number): string {
  const seconds = Math.round(Math.abs(milliseconds) / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const time = [seconds / 3600, seconds / 60, seconds].map((value, index) =>
    two(Math.floor(value) % (index === 0 ? 24 : 60)),
  );
  return `${milliseconds < 0 && seconds > 0 ? '-' : ''}${days > 0 ? `${days}.` : ''}${time.join(':')}`;
}
