import { once } from 'node:events';
import { type FSWatcher, mkdtempSync, readFileSync, rmSync, watch } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { request } from 'undici';
import { systemClock } from '../src/clock.js';
import type { LabState } from '../src/directory/state.js';
import { startLab } from '../src/index.js';
import { openStorage } from '../src/lab/storage.js';
import { certificateDetails } from '../src/pki/certificate-details.js';
import { issueAuthCertificate } from '../src/pki/lab-certificates.js';
import { writePfx } from '../src/pki/pfx.js';
import { isKeyOf } from '../src/pki/thumbprint.js';
import { systemRandom } from '../src/random.js';
import { freePorts } from './acceptance/labs.js';
import { startProgram } from './acceptance/programs.js';

/** A lab that is killed at many moments of a renewal: each time its directory must be the old one or the new one. */

const folder = mkdtempSync(join(tmpdir(), 'renewal-kill-'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));
const healthy = join(folder, 'healthy');
const file = (
  await writePfx(await issueAuthCertificate({ clock: systemClock, random: systemRandom }), 'x', 'imported')
).toString('base64');
const spare = await makeSpare();

/** A lab in `healthy` with a certificate more, to be next or to be removed; its thumbprint. */
async function makeSpare(): Promise<string> {
  const lab = await startLab({ ...freePorts, dataDir: healthy });
  const parameters = { DomainName: [], PrivateKeyExportable: true };
  const { output } = await lab.cmdlet('New-ExchangeCertificate', parameters, { answers: ['N'] });
  await lab.close();
  return String(output[0]?.Thumbprint);
}

type AuthConfig = LabState['organization']['authConfig'];
type Call = (name: string, parameters: object, answers?: readonly string[]) => Promise<unknown>;

interface Step {
  readonly name: string;
  /** What must be there before. */
  readonly prepare?: (call: Call) => Promise<unknown>;
  readonly parameters: () => object;
  readonly answers?: readonly string[];
  /** Changes of files after which it is killed; the last ones may be those of an end that was reached. */
  readonly moments: readonly number[];
  /** Is the state the one after the step? */
  readonly isDone: (before: LabState, after: LabState) => boolean;
}

const tomorrow = () => new Date(systemClock.now() + 86_400_000).toISOString();
const asNext = (call: Call) =>
  call('Set-AuthConfig', { NewCertificateThumbprint: spare, NewCertificateEffectiveDate: tomorrow(), Force: true });
const held = (state: LabState) => state.organization.servers[0]?.certificates.map(({ thumbprint }) => thumbprint) ?? [];
const authConfig = ({ organization }: LabState): AuthConfig => organization.authConfig;

const steps: readonly Step[] = [
  {
    name: 'New-ExchangeCertificate',
    parameters: () => ({ DomainName: [], PrivateKeyExportable: true }),
    answers: ['Y'],
    moments: [1, 4, 7, 10, 12, 14],
    isDone: (before, after) => held(after).length === held(before).length + 1,
  },
  {
    name: 'Import-ExchangeCertificate',
    parameters: () => ({ FileData: file, Password: 'x', PrivateKeyExportable: true }),
    moments: [2, 5, 8, 11, 13],
    isDone: (before, after) => held(after).length === held(before).length + 1,
  },
  {
    name: 'Set-AuthConfig',
    parameters: () => ({
      NewCertificateThumbprint: spare,
      NewCertificateEffectiveDate: tomorrow(),
      Force: true,
    }),
    moments: [1, 2, 3],
    isDone: (_, after) => authConfig(after).nextCertificateThumbprint === spare,
  },
  {
    name: 'Set-AuthConfig',
    prepare: asNext,
    parameters: () => ({ PublishCertificate: true }),
    moments: [1, 2, 3],
    isDone: (before, after) =>
      authConfig(after).currentCertificateThumbprint === spare &&
      authConfig(after).previousCertificateThumbprint === authConfig(before).currentCertificateThumbprint,
  },
  {
    name: 'Set-AuthConfig',
    prepare: async (call) => {
      await asNext(call);
      await call('Set-AuthConfig', { PublishCertificate: true });
    },
    parameters: () => ({ ClearPreviousCertificate: true }),
    moments: [1, 2, 3],
    isDone: (_, after) => authConfig(after).previousCertificateThumbprint === '',
  },
  {
    name: 'Remove-ExchangeCertificate',
    parameters: () => ({ Thumbprint: spare, Confirm: false }),
    moments: [1, 2, 3],
    isDone: (_, after) => !held(after).includes(spare),
  },
];

t.test('SIGKILL at any moment of a renewal leaves the old state or the new one, with every key', async (t) => {
  const verdicts = new Set<string>();
  const lines = steps.map(async (step, index) => {
    for (const moment of step.moments) {
      const dataDir = join(folder, `${index}-${moment}`);
      await cp(healthy, dataDir, { recursive: true });
      verdicts.add(await killed(t, step, moment, dataDir));
    }
  });
  await Promise.all(lines);
  t.strictSame([...verdicts].toSorted(), ['new', 'old'], 'both were met: the moments lie around the change');
});

/** Runs a lab, kills it within the step, and looks at what is on disk. */
async function killed(t: Test, step: Step, moment: number, dataDir: string): Promise<'old' | 'new'> {
  const ports = ['--exchange-port', '0', '--exchange-http-port', '0', '--cloud-port', '0', '--control-port', '0'];
  const child = startProgram('exchange-oauth-lab', ['start', '--json', ...ports, '--data-dir', dataDir], folder);
  const [line] = await once(child.stdout, 'data');
  const { control } = JSON.parse(String(line)) as { readonly control: string };
  const call: Call = async (name, parameters, answers = []) => {
    const { statusCode, body } = await request(`${control}/api/cmdlets/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ parameters, answers }),
    });
    const answer = (await body.json()) as { readonly output: readonly { readonly Thumbprint: string }[] };
    if (statusCode !== 200) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    return answer.output[0]?.Thumbprint;
  };
  await step.prepare?.(call);
  const before = stateIn(dataDir);
  const ended = once(child, 'close');
  const watchers = killAfter(moment, [dataDir, join(dataDir, 'certs')], () => child.kill('SIGKILL'));
  const answered = await call(step.name, step.parameters(), step.answers).then(
    () => true,
    () => false, // it died before it could answer
  );
  child.kill('SIGKILL');
  await ended;
  for (const watcher of watchers) watcher.close();
  return look(t, step, { before, answered, dataDir, title: `${step.name}, killed after ${moment} changes` });
}

async function look(
  t: Test,
  step: Step,
  run: {
    readonly before: LabState;
    readonly answered: boolean;
    readonly dataDir: string;
    readonly title: string;
  },
): Promise<'old' | 'new'> {
  const { before, answered, dataDir, title } = run;
  const after = stateIn(dataDir);
  const done = step.isDone(before, after);
  if (answered) t.ok(done, `${title}: what was answered is done`);
  if (!done) t.strictSame(after.organization, before.organization, `${title}: not done is as before`);
  const { certificates, state } = await openStorage({ ...freePorts, dataDir }, systemRandom);
  const { servers } = state.state.organization;
  const named = servers.flatMap((server) => server.certificates.map(({ thumbprint }) => thumbprint));
  const { currentCertificateThumbprint, previousCertificateThumbprint, nextCertificateThumbprint } = authConfig(after);
  const auth = [currentCertificateThumbprint, previousCertificateThumbprint, nextCertificateThumbprint];
  const tls = certificateDetails(certificates.exchangeTls.certificate).thumbprint;
  for (const thumbprint of new Set([...named, ...auth.filter((text) => text !== '' && text !== tls)])) {
    if (thumbprint === tls) continue;
    const stored = certificates.exchangeCertificates.get(thumbprint);
    t.ok(stored && isKeyOf(stored.privateKey ?? '', stored.certificate), `${title}: ${thumbprint} has its key`);
  }
  const nameless = [...certificates.exchangeCertificates.keys()].filter((thumbprint) => !named.includes(thumbprint));
  t.strictSame(nameless, [], `${title}: the next start keeps nothing that nobody names`);
  return done ? 'new' : 'old';
}

function stateIn(dataDir: string): LabState {
  return JSON.parse(readFileSync(join(dataDir, 'state.json'), 'utf8')) as LabState;
}

/** Kills at the nth change of the directories that a write makes: a file made, written, renamed. */
function killAfter(count: number, directories: readonly string[], kill: () => void): readonly FSWatcher[] {
  let seen = 0;
  return directories.map((directory) =>
    watch(directory, () => {
      seen += 1;
      if (seen === count) kill();
    }),
  );
}
