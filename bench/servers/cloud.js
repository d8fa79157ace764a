// The lab's cloud, over plain HTTP too, which the lab itself does not offer.
import { LabClock } from '../../dist/clock.js';
import { createCloudSite } from '../../dist/cloud/cloud-site.js';
import { tokenSigningCertificates } from '../../dist/directory/token-signing.js';
import { Journal } from '../../dist/evidence/journal.js';
import { createSiteServer } from '../../dist/iis/server.js';
import { openStorage } from '../../dist/lab/storage.js';
import { systemRandom } from '../../dist/random.js';
import { mailboxesOf } from './mailboxes.js';

export async function start({ dataDir }) {
  const { certificates, config, state } = await openStorage({ dataDir }, systemRandom);
  const clock = new LabClock();
  const journal = new Journal(config.journalSize);
  const site = createCloudSite({
    tenants: () => state.state.tenants,
    tokenSigning: () => tokenSigningCertificates(state.state, certificates),
    publicPorts: [],
    anonymousChallenge: 'always',
    missingHost: 'judge',
    schemaValidation: 'lenient',
    mailboxes: mailboxesOf(clock),
    now: () => clock.now(),
  });
  const serve = async (tls) => {
    const app = createSiteServer({
      site,
      ...tls,
      clock,
      random: systemRandom,
      record: (transaction) => journal.record(transaction),
      onDefect: (error) => console.error(error),
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    return app.server.address().port;
  };
  return { http: await serve({}), tls: await serve({ tls: certificates.cloudTls }) };
}
