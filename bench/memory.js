// Does the lab grow under load?
import { ewsHost, prepare } from './prepare.js';
import { Subject } from './subject.js';

const total = 200_000;
const limitBytes = 250 * 2 ** 20;

/** Growth from the middle to the end that is no leak: the heap breathes. */
const growth = 1.1;

/** Sends 200,000 requests with tokens that change; true when the lab's memory stays as it was. */
export async function watchMemory() {
  const prepared = await prepare({ tokens: 4096 });
  const setup = { dataDir: await prepared.copyLab() };
  const subject = await Subject.start({ server: 'lab', setup, requests: prepared.requests.varied, status: 200 });
  try {
    const rss = { 0: (await subject.usage()).rss };
    const step = total / 20;
    for (let done = step; done <= total; done += step) {
      rss[done] = (await subject.measure({ count: step, transport: 'http', servername: ewsHost })).rss;
      if (done % (total / 10) === 0) console.log(`${String(done).padStart(8)} requests ${megabytes(rss[done])}`);
    }
    const ok = rss[total] <= limitBytes && rss[total] <= rss[total / 2] * growth;
    console.log(
      `start ${megabytes(rss[0])}, middle ${megabytes(rss[total / 2])}, end ${megabytes(rss[total])}: ${ok ? 'flat' : 'GROWING, or over 250 MB'}`,
    );
    return { rss, ok };
  } finally {
    await subject.stop();
    await prepared.close();
  }
}

function megabytes(bytes) {
  return `${(bytes / 2 ** 20).toFixed(0).padStart(4)} MB`;
}
