// How long analyze-log takes for a log, beside `grep -c AMProbe` on the same file, and how much memory.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { acsIssuerId, exchangeApplicationId } from '../../dist/protocol/well-known.js';
import { median } from '../report.js';
import { writeLog } from './generate.js';

const program = fileURLToPath(new URL('../../dist/bin/exchange-oauth-lab.js', import.meta.url));

/** What is promised: 100 MB for each second of CPU time without tokens, half of it with them, and under 200 MB of memory. */
const subjects = [
  { title: 'a log without tokens', name: 'plain.log', options: {}, leastPerSecond: 100 },
  { title: 'a log with tokens', name: 'tokens.log', options: { token: token() }, leastPerSecond: 50 },
];
const mostMemory = 200;

export async function compareLogs({ rounds, megabytes }) {
  const folder = await mkdtemp(join(tmpdir(), 'exchange-oauth-lab-bench-'));
  try {
    const results = [];
    for (const { title, name, options, leastPerSecond } of subjects) {
      const file = join(folder, name);
      await writeLog(file, megabytes * 1e6, options);
      results.push({ title, ...(await compare(file, rounds, leastPerSecond)) });
      await rm(file);
    }
    print(results, megabytes);
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** In turn, round after round; the first brings the file into the memory of the system and is not counted. */
async function compare(file, rounds, leastPerSecond) {
  const { size } = await stat(file);
  const measured = [];
  for (let round = 0; round <= rounds; round += 1) {
    const grep = await cpuSeconds(['grep', '-c', 'AMProbe', file]);
    const own = await cpuSeconds([
      process.execPath,
      '--import',
      tellMemory,
      program,
      'analyze-log',
      '--format',
      'json',
      file,
    ]);
    if (round > 0) measured.push({ grep: grep.seconds, own: own.seconds, memory: own.memory });
  }
  const seconds = median(measured.map(({ own }) => own));
  const perSecond = size / 1e6 / seconds;
  const ratio = median(measured.map(({ own, grep }) => own / grep));
  const memory = Math.max(...measured.map(({ memory }) => memory)) / 1e6;
  return { perSecond, ratio, memory, ok: perSecond >= leastPerSecond && memory < mostMemory };
}

/** Tells the most memory the process had in use, on standard error, at its end. */
const tellMemory = `data:text/javascript,${encodeURIComponent(
  'let most = 0; setInterval(() => { most = Math.max(most, process.memoryUsage.rss()); }, 10).unref(); process.on("exit", () => console.error("memory", most));',
)}`;

/** CPU time, all threads, user and system, as the shell counts it for what it has run; its start counts as well. */
async function cpuSeconds(command) {
  // Not to /dev/null: grep would see that nobody wants to know how many there are.
  const child = spawn('sh', ['-c', '"$@"; times >&2', 'sh', ...command], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.resume();
  let text = '';
  child.stderr.on('data', (chunk) => {
    text += chunk;
  });
  await once(child, 'close');
  const times = [...text.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds),
  );
  const [, , user, system] = times;
  if (times.length !== 4) throw new Error(`Its time can't be told: ${text}`);
  return { seconds: Math.max(user + system, 0.001), memory: Number(/memory (\d+)/.exec(text)?.[1]) };
}

function print(results, megabytes) {
  console.log(`\nanalyze-log, ${megabytes} MB              MB per CPU second   × grep -c   memory`);
  for (const { title, perSecond, ratio, memory, ok } of results) {
    const numbers = `${perSecond.toFixed(0).padStart(18)} ${ratio.toFixed(1).padStart(11)} ${memory.toFixed(0).padStart(5)} MB`;
    console.log(`${title.padEnd(34)}${numbers}  ${ok ? 'ok' : 'MISSED'}`);
  }
}

/** An act-as-user token of the usual length. */
function token() {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const realm = '6f5a3c1e-8d27-4b90-a1c4-52e9d0000000';
  const common = { aud: `${exchangeApplicationId}/owa.msxfaq.de@${realm}`, nbf: 1762124400, exp: 1762300000 };
  const actor = [
    encode({ typ: 'JWT', alg: 'RS256', x5t: 'x'.repeat(27) }),
    encode({
      ...common,
      iss: `${acsIssuerId}@${realm}`,
      nameid: `${exchangeApplicationId}@${realm}`,
      trustedfordelegation: 'true',
    }),
    's'.repeat(342),
  ].join('.');
  const claims = {
    ...common,
    iss: `${exchangeApplicationId}@${realm}`,
    nameid: '1003200042',
    smtp: 'user1@msxfaq.de',
    actortoken: actor,
  };
  return `${encode({ typ: 'JWT', alg: 'none' })}.${encode(claims)}.`;
}
