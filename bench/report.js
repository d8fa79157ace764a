/** The ratio of two subjects: the median of the rounds' ratios, for noise hits both of a round alike. */
export function judge({ results, titles, comparisons }, tolerance) {
  return comparisons.map(({ subject, yardstick, limit }) => {
    const ratio = median(results[subject].map(({ cpu }, round) => cpu / results[yardstick][round].cpu));
    return {
      subject,
      yardstick,
      title: titles[subject],
      against: titles[yardstick],
      ratio,
      limit,
      ok: limit === undefined || ratio <= limit * (1 + tolerance),
    };
  });
}

/** CPU time per request and requests per second of each subject, then the ratios with their limits. */
export function printTable(heading, { results, titles }, ratios) {
  const width = Math.max(...Object.values(titles).map(({ length }) => length));
  console.log(`\n${heading.padEnd(width)}   CPU µs   requests/s`);
  for (const [name, rounds] of Object.entries(results)) {
    const cpu = median(rounds.map((round) => round.cpu)).toFixed(1);
    const perSecond = median(rounds.map((round) => round.perSecond)).toFixed(0);
    console.log(`${titles[name].padEnd(width)} ${cpu.padStart(8)} ${perSecond.padStart(12)}`);
  }
  console.log('');
  for (const { title, against, ratio, limit, ok } of ratios) {
    const verdict = limit === undefined ? '' : ` (at most ${limit.toFixed(2)}) ${ok ? 'ok' : 'MISSED'}`;
    console.log(`${ratio.toFixed(2).padStart(6)} ×${verdict}  ${title} / ${against}`);
  }
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
