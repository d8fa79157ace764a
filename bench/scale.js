// Does a request cost more in a large organisation?
import { ewsHost, prepare } from './prepare.js';
import { Subject } from './subject.js';

const sizes = {
  small: { mailboxes: 10 },
  mailboxes: { mailboxes: 100_000 },
  authServers: { authServers: 1000 },
  partnerApplications: { partnerApplications: 1000 },
};

const titles = {
  small: '10 mailboxes, 1 auth server, 1 partner application',
  mailboxes: '100,000 mailboxes',
  authServers: '1,000 auth servers',
  partnerApplications: '1,000 partner applications',
};

/** How much more than the small organisation's a request may cost. */
const limit = 1.15;

/** The same token again and again: rows for the table. */
export async function compareSizes({ rounds, requests }) {
  const prepared = await prepare();
  const subjects = {};
  try {
    for (const [name, size] of Object.entries(sizes)) {
      const setup = { dataDir: await prepared.copyLab(), ...size };
      subjects[name] = await Subject.start({
        server: 'scale',
        setup,
        requests: prepared.requests.repeated,
        status: 200,
      });
    }
    const results = Object.fromEntries(Object.keys(sizes).map((name) => [name, []]));
    for (let round = 0; round <= rounds; round += 1) {
      for (const [name, subject] of Object.entries(subjects)) {
        const measured = await subject.measure({ count: requests, transport: 'http', servername: ewsHost });
        if (round > 0) results[name].push(measured);
      }
    }
    const large = Object.keys(sizes).filter((name) => name !== 'small');
    return { results, titles, comparisons: large.map((subject) => ({ subject, yardstick: 'small', limit })) };
  } finally {
    for (const subject of Object.values(subjects)) await subject.stop();
    await prepared.close();
  }
}
