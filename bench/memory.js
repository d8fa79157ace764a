// Does the lab grow under load?
import { ewsHost, prepare } from './prepare.js';
import { Subject } from './subject.js';

const total = 200_000;
/** Memory in use, garbage and all. */
const limitBytes = 250 * 2 ** 20;

/** Growth from the middle to the end that is no leak: caches that are not full yet, code that is compiled later. */
const growth = 1.05;

/**
 * Sends 200,000 requests with tokens that change; ok when what the lab holds stays as it was and its memory within the
 * limit. What it holds is looked at without garbage, which V8 lets lie for a hundred thousand requests and more.
 */
export async function watchMemory() {
  const prepared = await prepare({ tokens: 4096 });
  const setup = { dataDir: await prepared.copyLab() };
  const { varied: requests } = prepared.requests;
  const subject = await Subject.start({ server: 'lab', setup, requests, status: 200, execArgv: ['--expose-gc'] });
  try {
    const first = await sendHalf(subject, 0);
    const second = await sendHalf(subject, total / 2);
    const rss = [...first.rss, ...second.rss];
    const peak = Math.max(...rss);
    const ok = peak <= limitBytes && second.live <= first.live * growth;
    console.log(
      `held in the middle ${megabytes(first.live)}, at the end ${megabytes(second.live)}; most in use ${megabytes(peak)}: ${ok ? 'flat' : 'GROWING, or over 250 MB'}`,
    );
    return { rss, live: [first.live, second.live], ok };
  } finally {
    await subject.stop();
    await prepared.close();
  }
}

/** Memory in use after every twentieth of the requests, and what is held at the end of the half. */
async function sendHalf(subject, before) {
  const count = total / 20;
  const rss = [];
  for (let done = count; done <= total / 2; done += count) {
    const measured = await subject.measure({ count, transport: 'http', servername: ewsHost });
    rss.push(measured.rss);
    console.log(`${String(before + done).padStart(8)} requests ${megabytes(measured.rss)}`);
  }
  return { rss, live: await subject.live() };
}

function megabytes(bytes) {
  return `${(bytes / 2 ** 20).toFixed(0).padStart(4)} MB`;
}
