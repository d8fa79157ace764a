// npm run bench [-- --quick] [--rounds N] [--requests N] [--json FILE] [--check] | --memory | --scale | --logs [--megabytes N]; see README.md.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { compareLogs } from './logs/compare.js';
import { watchMemory } from './memory.js';
import { judge, printTable } from './report.js';
import { compareSizes } from './scale.js';
import { comparisons, measureSpeed, titles } from './speed.js';

/** By how much a ratio may be over its limit before it counts as missed: what noise is left in a median of rounds. */
const tolerance = 0.05;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    requests: { type: 'string' },
    json: { type: 'string' },
    check: { type: 'boolean', default: false },
    memory: { type: 'boolean', default: false },
    scale: { type: 'boolean', default: false },
    logs: { type: 'boolean', default: false },
    megabytes: { type: 'string' },
  },
});
const rounds = Number(values.rounds ?? (values.quick ? 3 : 5));
const requests = Number(values.requests ?? (values.quick ? 1500 : 4000));

const megabytes = Number(values.megabytes ?? (values.quick ? 60 : 200));

const report = await measure();
if (values.json) await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
if (values.check) check(report);

async function measure() {
  if (values.memory) return { memory: await watchMemory() };
  if (values.scale) return scale();
  if (values.logs) return { node: process.version, logs: await compareLogs({ rounds, megabytes }) };
  return { ...(await speed()), logs: await compareLogs({ rounds, megabytes }) };
}

async function speed() {
  const transports = ['http', 'tls'];
  const onRound = (round) => process.stderr.write(round === 0 ? 'warmed up' : ` ${round}`);
  const results = await measureSpeed({ rounds, requests, transports, onRound });
  process.stderr.write('\n');
  const reports = transports.map((transport) => {
    // Over TLS the same work costs more on both sides; the ratios stand there to be read, not to be met.
    const compared =
      transport === 'http' ? comparisons : comparisons.map(({ subject, yardstick }) => ({ subject, yardstick }));
    const measured = { results: results[transport], titles, comparisons: compared };
    const ratios = judge(measured, tolerance);
    printTable(transport === 'http' ? 'Plain HTTP' : 'TLS', measured, ratios);
    return [transport, { results: results[transport], ratios }];
  });
  return { node: process.version, rounds, requests, ...Object.fromEntries(reports) };
}

async function scale() {
  const measured = await compareSizes({ rounds, requests });
  const ratios = judge(measured, tolerance);
  printTable('Size of the organisation', measured, ratios);
  return { node: process.version, rounds, requests, scale: { results: measured.results, ratios } };
}

function check({ memory, http, scale, logs = [] }) {
  const missed = [...(http ?? scale ?? { ratios: [] }).ratios].filter(({ ok }) => !ok);
  for (const { title, ratio, limit } of missed) {
    console.error(
      `Missed: ${title}: ${ratio.toFixed(2)} instead of ${limit.toFixed(2)} (with ${tolerance * 100} % for noise).`,
    );
  }
  if (memory && !memory.ok) console.error('Missed: the memory of the lab grows, or is over 250 MB.');
  const missedLogs = logs.filter(({ ok }) => !ok);
  for (const { title } of missedLogs) console.error(`Missed: analyze-log, ${title}: too slow, or too much memory.`);
  if (missed.length + missedLogs.length > 0 || memory?.ok === false) process.exitCode = 1;
}
