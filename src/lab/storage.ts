import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { systemClock } from '../clock.js';
import { completeOptions, type LabConfig, type LabOptions } from '../config.js';
import { type DataDirectory, locateData, prepareData } from '../data-directory.js';
import { authCertificateThumbprints } from '../directory/auth-config.js';
import { defaultState } from '../directory/default-state.js';
import { broughtUpToDate } from '../directory/later-parts.js';
import type { LabState } from '../directory/state.js';
import { readStateFile, requireShape, StateFile } from '../directory/state-file.js';
import { sameWorld, type World } from '../directory/world.js';
import { CustomerImport } from '../import/customer-import.js';
import type { ImportReport } from '../import/import-report.js';
import { LabError } from '../lab-error.js';
import { type CertificateStore, certificateStoreExists, openCertificateStore } from '../pki/store.js';
import { thumbprintOf } from '../pki/thumbprint.js';
import type { Random } from '../random.js';
import { certificateWorldOf, refuseMicrosoftsNames, variantOf, worldOf } from './lab-names.js';

/** What a lab has on disk: its keys and its state. */
export interface LabStorage {
  readonly config: LabConfig;
  readonly directory: DataDirectory;
  readonly certificates: CertificateStore;
  readonly state: StateFile;
  /** The healthy lab with the keys it has. */
  readonly healthyState: () => LabState;
  /** What this start has taken over of a customer's export. */
  readonly imported: ImportReport | undefined;
  /** Where the state is that an import has replaced. */
  readonly replacedState: string | undefined;
}

/** Opens a lab's keys and state, or makes them at the first start. Nothing that is there is replaced. */
export async function openStorage(options: LabOptions, random: Random): Promise<LabStorage> {
  const customer = options.import === undefined ? undefined : await CustomerImport.read(options.import);
  const config = await completeOptions(customer?.complete(options) ?? options);
  try {
    return await openDirectory(config, random, customer);
  } catch (error) {
    const { syscall, message } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new LabError(`The lab can't keep its keys and state: ${message}. Choose another --data-dir.`, {
      cause: error,
    });
  }
}

async function openDirectory(
  config: LabConfig,
  random: Random,
  customer: CustomerImport | undefined,
): Promise<LabStorage> {
  const world = worldOf(config);
  const certificateWorld = certificateWorldOf(world);
  refuseMicrosoftsNames(world, certificateWorld);
  const directory = locateData(config.dataDir, variantOf(world, customer !== undefined));
  const read = await readStateFile(directory.stateFile);
  if (read && !sameWorld(read.world, world)) throw otherWorld(read.world, world, directory);
  if (read && !certificateStoreExists(directory.certificates)) throw keysGone(directory);
  const sources = { clock: systemClock, random }; // TLS peers judge certificates by real time, whatever the lab's clock says
  const certificates = await openCertificateStore(
    directory.certificates,
    certificateWorld,
    sources,
    config.authCertificate,
  );
  const healthyState = () => makeHealthyState(world, config, certificates);
  const saved = read && broughtUpToDate(read, healthyState());
  if (saved) requireShape(directory.stateFile, saved, healthyState());
  await prepareData(directory);
  const before = saved && continued(saved, config, certificates, directory);
  const first = customer ? await customer.onto(healthyState(), certificates, sources) : (before ?? healthyState());
  const replacedState = customer && before && !isSame(before, first) ? await setAside(before, directory) : undefined;
  const state = new StateFile(directory.stateFile, first);
  await state.save();
  await sweepCertificates(certificates, state.state);
  return { config, directory, certificates, state, healthyState, imported: customer?.report, replacedState };
}

/** As they are on disk. */
function isSame(one: LabState, other: LabState): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));
}

/** Nothing that somebody has done in the lab is gone without a copy. */
async function setAside(state: LabState, { data }: DataDirectory): Promise<string> {
  const path = join(data, 'state-before-import.json');
  await new StateFile(path, state).save();
  return path;
}

/**
 * What no server, no auth configuration and no token service names any more leaves the store now, when the state is on disk, and never while
 * the lab runs: a scenario may put an older state back. So it is too with what a killed lab had made and not named yet.
 */
async function sweepCertificates(
  certificates: CertificateStore,
  { organization, tokenSigningKeys = [] }: LabState,
): Promise<void> {
  const named = new Set([
    certificates.initialAuthCertificateThumbprint,
    ...organization.servers.flatMap((server) => server.certificates.map(({ thumbprint }) => thumbprint)),
    ...authCertificateThumbprints(organization),
    ...tokenSigningKeys,
  ]);
  for (const thumbprint of certificates.exchangeCertificates.keys()) {
    if (!named.has(thumbprint)) await certificates.removeExchangeCertificate(thumbprint);
  }
}

function makeHealthyState(world: World, config: LabConfig, certificates: CertificateStore): LabState {
  const authCertificate = certificates.exchangeCertificates.get(certificates.initialAuthCertificateThumbprint);
  if (!authCertificate) {
    throw new LabError(
      `The first auth certificate is no longer in ${certificates.directory}; a healthy lab can't be made without it.`,
    );
  }
  const healthy = defaultState({
    world,
    exchangeVersion: config.exchangeVersion,
    authCertificate: authCertificate.certificate,
    tlsCertificateThumbprint: thumbprintOf(certificates.exchangeTls.certificate),
    keys: keysOf(certificates),
    now: Date.parse(new X509Certificate(authCertificate.certificate).validFrom), // setup makes both
  });
  return asMicrosoftDecided(healthy, config);
}

/** A saved state goes on, in the Exchange version asked for today, provided its keys are still there. */
function continued(
  saved: LabState,
  config: LabConfig,
  certificates: CertificateStore,
  directory: DataDirectory,
): LabState {
  if (saved.keys !== keysOf(certificates)) throw keysGone(directory);
  const organization = { ...saved.organization, exchangeVersion: config.exchangeVersion };
  return asMicrosoftDecided({ ...saved, organization }, config);
}

function asMicrosoftDecided(state: LabState, { sharedPrincipalBlocked }: LabConfig): LabState {
  if (sharedPrincipalBlocked === undefined) return state;
  return { ...state, tenants: state.tenants.map((tenant) => ({ ...tenant, sharedPrincipalBlocked })) };
}

function keysGone({ stateFile, certificates }: DataDirectory): LabError {
  return new LabError(
    `${stateFile} belongs to keys that are no longer in ${certificates}: bring those back, or delete the state file to start with a healthy lab.`,
  );
}

function keysOf(certificates: CertificateStore): string {
  return thumbprintOf(certificates.organizationRoot.certificate);
}

function otherWorld(saved: World, wanted: World, { data }: DataDirectory): LabError {
  const describe = ({ domain, hosts, tenantId }: World) => `${domain} (hosts ${hosts.join(', ')}; tenant ${tenantId})`;
  return new LabError(
    `${data} holds a lab for ${describe(saved)}, not for ${describe(wanted)}: choose another --data-dir, or delete this one.`,
  );
}
