import type { LabConfig } from '../config.js';
import type { LabState } from '../directory/state.js';
import { cloudHosts, partnerHosts } from '../directory/world.js';
import type { ImportReport } from '../import/import-report.js';
import { namesOf } from '../scenarios/names.js';
import type { ScenarioCheck } from '../scenarios/scenario.js';
import { cloudAsksOnPremises, commandLine, onPremisesAsksCloud } from '../scenarios/steps.js';
import { type SitePorts, urlOf } from './network.js';
import type { LabStorage } from './storage.js';

/** Leniency, or the real manners (design §2.2). */
export interface Manners {
  readonly anonymousChallenge: 'always' | 'whenOffered';
  readonly missingHost: 'judge' | 'httpSys';
  /** Whether what the schema does not know of a request is passed over (facts/ews-clients §2.2). */
  readonly schemaValidation: 'lenient' | 'strict';
}

export function mannersOf({ anonymousChallenge, missingHost, strict }: LabConfig): Manners {
  return {
    anonymousChallenge: anonymousChallenge ?? (strict ? 'whenOffered' : 'always'),
    missingHost: missingHost ?? (strict ? 'httpSys' : 'judge'),
    schemaValidation: strict ? 'strict' : 'lenient',
  };
}

/** What `start --json` prints: where everything is (design §2.1). */
export interface LabDescription {
  readonly exchange: {
    readonly https: string;
    readonly http: string;
    /** The reverse proxy that publishes it. */
    readonly proxy: string;
    readonly hosts: readonly string[];
  };
  readonly cloud: { readonly https: string; readonly hosts: readonly string[] };
  readonly control: string;
  /** Absolute path of a PEM bundle of the lab's roots. */
  readonly ca: string;
  readonly tenantId: string;
}

/** The same with who is in it, for `GET /api/lab`. */
export interface LabDetails extends LabDescription {
  readonly organization: {
    readonly name: string;
    readonly exchangeVersion: string;
    readonly acceptedDomains: readonly string[];
    readonly servers: readonly string[];
  };
  readonly tenants: readonly {
    readonly tenantId: string;
    readonly initialDomain: string;
    readonly domains: readonly string[];
    readonly sharedPrincipalBlocked: boolean;
  }[];
  readonly mailboxes: readonly {
    readonly address: string;
    readonly side: 'OnPremises' | 'Cloud';
    readonly type: string;
    readonly organization: string;
  }[];
  /** Servers of the organisation that are partners of Exchange. */
  readonly partners: { readonly https: string; readonly hosts: readonly string[] };
  /** None of a mystery's. */
  readonly activeScenarios: readonly string[];
  /** Whether a mystery is on. */
  readonly mystery: boolean;
  /** Language of the servers: how dates are written. */
  readonly culture: LabConfig['culture'];
  /** Where the servers are lenient (design §2.2). */
  readonly manners: Manners;
  /** Test-OAuthConnectivity in both directions, as the start of the lab runs it. */
  readonly usualTests: {
    readonly cloudAsksOnPremises: UsualTest;
    readonly onPremisesAsksCloud: UsualTest;
  };
  /** What this start has taken over of a customer's export, and what it could not. */
  readonly imported?: ImportReport | undefined;
}

export interface UsualTest extends ScenarioCheck {
  /** As it is typed. */
  readonly type: string;
}

export function describeLab(
  state: LabState,
  config: LabConfig,
  ports: SitePorts & { readonly proxy: number; readonly control: number },
  ca: string,
): LabDescription {
  return {
    exchange: {
      https: urlOf('https', config.host, ports.exchange),
      http: urlOf('http', config.host, ports.exchangeHttp),
      proxy: urlOf('https', '127.0.0.1', ports.proxy),
      hosts: [...state.world.hosts, 'localhost'],
    },
    cloud: { https: urlOf('https', config.host, ports.cloud), hosts: [...cloudHosts, 'localhost'] },
    control: urlOf('http', config.controlHost ?? '127.0.0.1', ports.control),
    ca,
    tenantId: state.world.tenantId,
  };
}

export function detailLab(
  description: LabDescription,
  { state: { state }, config, imported }: Pick<LabStorage, 'state' | 'config' | 'imported'>,
  { partnersPort, activeScenarios }: { readonly partnersPort: number; readonly activeScenarios: readonly string[] },
): LabDetails {
  const { organization, tenants, world } = state;
  return {
    ...description,
    organization: {
      name: organization.name,
      exchangeVersion: organization.exchangeVersion,
      acceptedDomains: organization.acceptedDomains.map(({ domainName }) => domainName),
      servers: organization.servers.map(({ name }) => name),
    },
    tenants: tenants.map(({ tenantId, initialDomain, domains, sharedPrincipalBlocked }) => ({
      tenantId,
      initialDomain,
      domains,
      sharedPrincipalBlocked,
    })),
    mailboxes: mailboxesOf(state),
    partners: { https: urlOf('https', '127.0.0.1', partnersPort), hosts: Object.values(partnerHosts(world)) },
    activeScenarios,
    mystery: state.mystery !== undefined,
    culture: config.culture,
    manners: mannersOf(config),
    usualTests: usualTestsOf(state),
    ...(imported ? { imported } : {}),
  };
}

function usualTestsOf({ world }: LabState): LabDetails['usualTests'] {
  const names = namesOf(world);
  const usual = (check: ScenarioCheck): UsualTest => ({ ...check, type: commandLine(check) });
  return {
    cloudAsksOnPremises: usual(cloudAsksOnPremises(names)),
    onPremisesAsksCloud: usual(onPremisesAsksCloud(names)),
  };
}

function mailboxesOf({ organization, tenants }: LabState): LabDetails['mailboxes'] {
  const onPremises = organization.recipients.map((recipient) => ({
    address: recipient.primarySmtpAddress,
    side: 'OnPremises' as const,
    type: recipient.recipientTypeDetails,
    organization: organization.name,
  }));
  const cloud = tenants.flatMap(({ initialDomain, recipients }) =>
    recipients.map((recipient) => ({
      address: recipient.primarySmtpAddress,
      side: 'Cloud' as const,
      type: recipient.recipientTypeDetails,
      organization: initialDomain,
    })),
  );
  return [...onPremises, ...cloud];
}
