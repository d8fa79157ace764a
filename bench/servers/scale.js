// The on-premises half of a large, made-up organisation.
import { LabClock } from '../../dist/clock.js';
import { EventLog } from '../../dist/evidence/event-log.js';
import { Journal } from '../../dist/evidence/journal.js';
import { createFrontEnd } from '../../dist/exchange/front-end.js';
import { WorkerProcess } from '../../dist/exchange/worker-process.js';
import { createSiteServer } from '../../dist/iis/server.js';
import { openStorage } from '../../dist/lab/storage.js';
import { systemRandom } from '../../dist/random.js';
import { mailboxesOf } from './mailboxes.js';

export async function start({ dataDir, mailboxes = 0, authServers = 0, partnerApplications = 0 }) {
  const { certificates, config, state } = await openStorage({ dataDir }, systemRandom);
  const organization = enlarge(state.state.organization, { mailboxes, authServers, partnerApplications });
  const clock = new LabClock();
  const eventLog = new EventLog(clock);
  const journal = new Journal(config.journalSize);
  const worker = new WorkerProcess({
    organization: () => organization,
    certificates: () => certificates.exchangeCertificates,
    readMetadata: async () => ({ certificates: [] }),
    eventLog,
    clock,
    random: systemRandom,
    reload: 'interval',
  });
  const site = createFrontEnd({
    organization: () => organization,
    certificates: () => certificates.exchangeCertificates,
    worker,
    eventLog,
    clock,
    publicPorts: [],
    anonymousChallenge: 'always',
    missingHost: 'judge',
    schemaValidation: 'lenient',
    mailboxes: mailboxesOf(clock),
  });
  const app = createSiteServer({
    site,
    clock,
    random: systemRandom,
    record: (transaction) => journal.record(transaction),
    onDefect: (error) => console.error(error),
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { http: app.server.address().port };
}

/** The made-up objects stand before the real ones: whoever searches from the front finds those last. */
function enlarge(organization, { mailboxes, authServers, partnerApplications }) {
  const [user] = organization.recipients;
  const server = organization.authServers.find(({ type }) => type === 'MicrosoftACS');
  const [partner] = organization.partnerApplications;
  return {
    ...organization,
    recipients: [...times(mailboxes, (id, number) => mailboxOf(user, id, number)), ...organization.recipients],
    authServers: [
      ...times(authServers, (id) => ({ ...server, guid: id, name: `ACS - ${id}`, realm: id })),
      ...organization.authServers,
    ],
    partnerApplications: [
      ...times(partnerApplications, (id) => ({
        ...partner,
        guid: id,
        name: `Partner ${id}`,
        applicationIdentifier: id,
      })),
      ...organization.partnerApplications,
    ],
  };
}

function times(count, make) {
  return Array.from({ length: count }, (_, number) => {
    return make(`00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`, number);
  });
}

function mailboxOf(user, guid, number) {
  const alias = `mailbox${number}`;
  const address = user.primarySmtpAddress.replace(/^[^@]*/, alias);
  return {
    ...user,
    guid,
    name: alias,
    alias,
    displayName: alias,
    userPrincipalName: address,
    primarySmtpAddress: address,
    emailAddresses: [`SMTP:${address}`, `sip:${address}`],
    sid: `S-1-5-21-1-2-3-${number + 2000}`,
  };
}
