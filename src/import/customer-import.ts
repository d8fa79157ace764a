import type { LabOptions } from '../config.js';
import { keyCredentialOf } from '../directory/default-state.js';
import type { Organization } from '../directory/organization.js';
import type { LabState } from '../directory/state.js';
import type { CertificateSources } from '../pki/certificate.js';
import type { CertificateStore } from '../pki/store.js';
import { base64DerOf } from '../pki/thumbprint.js';
import { exchangeApplicationId } from '../protocol/well-known.js';
import { planCertificates } from './certificate-plan.js';
import { distinctObjects } from './distinct-objects.js';
import { dateOrderOf } from './exported-date.js';
import { type ImportReport, ReportWriter } from './import-report.js';
import { type ImportedNames, namesOf } from './imported-names.js';
import { importedOrganization } from './imported-organization.js';
import { hostOf } from './microsoft-names.js';
import { cmdletOf, type OutputKind, principalKinds } from './output-kind.js';
import { makeOwnCertificates } from './own-certificates.js';
import { type CustomerExport, type KnownObject, readExport } from './read-export.js';
import { Taking } from './taking.js';

/**
 * A customer's export on its way into the lab. It becomes the state in one step, not by cmdlets: Exchange would refuse
 * to be brought into many a state that it is found in (a current certificate that no server has, one that is expired, an
 * effective date that is past), and a state is taken over as a whole or not at all.
 */
export class CustomerImport {
  readonly names: ImportedNames;
  readonly #found: CustomerExport;
  readonly #objects: readonly KnownObject[];
  /** The cmdlets whose output is there. */
  readonly #kinds: ReadonlySet<OutputKind>;
  /** For the report: what the export, or who asked, said. */
  #names: ImportReport['names'] = {};
  readonly #writer = new ReportWriter();

  private constructor(found: CustomerExport) {
    this.#found = found;
    for (const { file, why } of found.unread) this.#writer.refused({ file, object: '', property: '', why });
    this.#objects = distinctObjects(found.objects, this.#writer);
    this.#kinds = new Set([...this.#objects, ...found.empty].map(({ kind }) => kind));
    this.names = namesOf(this.#objects, this.#writer);
    for (const kind of principalKinds) {
      if (this.#kinds.has(kind)) continue;
      const why = kind === 'ExchangeCertificate' ? takenToBeGood : keptHealthy;
      this.#writer.refused({ file: cmdletOf(kind), object: '', property: '', why });
    }
  }

  static async read(from: string): Promise<CustomerImport> {
    return new CustomerImport(await readExport(from));
  }

  get report(): ImportReport {
    return this.#writer.report(this.#found.from, this.#names);
  }

  /** The options with what the export tells; what was asked for explicitly goes before. */
  complete(options: LabOptions): LabOptions {
    const names = Object.entries(this.names).filter(([, value]) => value !== undefined);
    for (const [name, value] of names) {
      const asked = options[name as keyof ImportedNames];
      if (asked === undefined || String(asked) === String(value)) continue;
      const why = `'${name}' was asked to be ${String(asked)}`;
      this.#writer.refused({ file: this.#found.from, object: '', property: name, value: String(value), why });
    }
    const given = Object.entries(options).filter(([, value]) => value !== undefined);
    const complete: LabOptions = Object.fromEntries([...names, ...given]);
    this.#names = Object.fromEntries(names.map(([name]) => [name, shown(complete[name as keyof ImportedNames])]));
    return complete;
  }

  /** The healthy state with the customer's on top. */
  async onto(healthy: LabState, store: CertificateStore, sources: CertificateSources): Promise<LabState> {
    const order = dateOrderOf(
      this.#objects.flatMap(({ properties }) => [...properties.values()].map(({ text }) => text)),
    );
    const takings = this.#objects.map((object) => new Taking(object, this.#writer, order));
    const of = (kind: OutputKind) =>
      this.#kinds.has(kind) ? takings.filter(({ object }) => object.kind === kind) : undefined;
    const plan = planCertificates(of('AuthConfig')?.[0], of('ExchangeCertificate'));
    const { initialAuthCertificateThumbprint: first } = store;
    const own = new Map([
      ...(plan.first === undefined ? [] : [[plan.first, first] as const]),
      ...(await makeOwnCertificates(plan.imported, store, sources)),
    ]);
    const organization = importedOrganization(healthy.organization, {
      world: healthy.world,
      random: sources.random,
      of,
      certificates: plan.imported,
      own,
      lookedInto: plan.lookedInto,
      firstCertificate: plan.replacesFirst ? first : undefined,
      tokenSigning: base64DerOf(store.tokenSigning.certificate),
    });
    return withCloud({ ...healthy, organization }, store);
  }
}

function shown(value: string | readonly string[] | undefined): string {
  return value === undefined || typeof value === 'string' ? (value ?? '') : value.join(', ');
}

const keptHealthy = 'its output is not in the export; the lab keeps that of a healthy organisation';
const takenToBeGood = 'its output is not in the export; the certificates are taken to be good and on every server';

/** The cloud as the hybrid wizard has left it: it knows the current auth certificate and has verified the domains. */
function withCloud(state: LabState, { exchangeCertificates }: CertificateStore): LabState {
  const { organization } = state;
  const [tenant, ...others] = state.tenants;
  if (!tenant) return state;
  const current = exchangeCertificates.get(organization.authConfig.currentCertificateThumbprint);
  const keyCredentials = current && [keyCredentialOf(current.certificate)];
  const own = {
    ...tenant,
    domains: [...new Set([...tenant.domains, ...tenantDomains(organization)])],
    servicePrincipals: tenant.servicePrincipals.map((principal) =>
      principal.appId === exchangeApplicationId && keyCredentials ? { ...principal, keyCredentials } : principal,
    ),
  };
  return { ...state, tenants: [own, ...others] };
}

/** Accepted domains, and those by which the auth servers' metadata is asked for. */
function tenantDomains({ acceptedDomains, authServers }: Organization): readonly string[] {
  const accepted = acceptedDomains.map(({ domainName }) => domainName).filter((name) => !name.includes('*'));
  const asked = authServers.map(({ authMetadataUrl: url }) => {
    return hostOf(url) === undefined ? '' : (new URL(url).pathname.split('/')[1] ?? '').toLowerCase();
  });
  return [...accepted, ...asked.filter((name) => name.includes('.'))];
}
