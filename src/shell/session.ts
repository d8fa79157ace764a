import type { LabState } from '../directory/state.js';
import { findTenant, type Tenant, tenantOfAddress } from '../directory/tenant.js';
import { cloudHosts } from '../directory/world.js';
import { type Cmdlet, CmdletError, type Session } from './cmdlet.js';
import { findParameter, type GivenParameters } from './parameter-binder.js';

/** Where a cmdlet is to run, as far as the caller says so. */
export interface SessionRequest {
  readonly session?: Session | undefined;
  /** Connect-ExchangeOnline's -DelegatedOrganization: id or domain of the tenant that is meant. */
  readonly delegatedOrganization?: string | undefined;
  /** On-premises: the server that the Exchange Management Shell is connected to; the first one when left out. */
  readonly server?: string | undefined;
}

/** Decides the session and the cloud tenant of a call (design §2.3). */
export function resolveSession(
  cmdlet: Cmdlet,
  given: GivenParameters,
  request: SessionRequest,
  state: LabState,
): { readonly session: Session; readonly tenant: Tenant; readonly server: string } {
  const session = request.session ?? impliedSession(cmdlet, given);
  return { session, tenant: resolveTenant(cmdlet, given, request, state), server: resolveServer(request, state) };
}

/** A server by its name or FQDN; one that is switched off can't be connected to. */
function resolveServer({ server }: SessionRequest, { organization: { servers } }: LabState): string {
  const [first] = servers;
  const wanted = server?.toLowerCase();
  const found =
    servers.find(({ name, fqdn }) => [name.toLowerCase(), fqdn.toLowerCase()].includes(wanted ?? '')) ??
    (wanted === undefined ? first : undefined);
  if (!found) {
    const known = servers.map(({ name }) => name).join(', ');
    throw new CmdletError(
      'InvalidArgument',
      `[lab] There is no Exchange server '${server}' in this lab; it has ${known}.`,
    );
  }
  if (!found.reachable && wanted !== undefined) {
    throw new CmdletError('ConnectionError', `[lab] The server ${found.fqdn} does not answer.`);
  }
  return found.name;
}

/** A cmdlet or a parameter of one side runs there. Test-OAuthConnectivity runs in the cloud unless its target is there. */
function impliedSession(cmdlet: Cmdlet, given: GivenParameters): Session {
  const [only, ...others] = cmdlet.sessions;
  if (only && others.length === 0) return only;
  const ofOneSession = cmdlet.parameters.find(({ name, session }) => session && isGiven(cmdlet, given, name));
  if (ofOneSession?.session) return ofOneSession.session;
  const target = givenText(cmdlet, given, 'TargetUri');
  if (target === undefined) return 'OnPremises';
  const host = URL.canParse(target) ? new URL(target).hostname.toLowerCase() : '';
  return (cloudHosts as readonly string[]).includes(host) ? 'OnPremises' : 'Cloud';
}

/** The tenant that is named, else that of the mailbox's domain, else the lab's own. */
function resolveTenant(cmdlet: Cmdlet, given: GivenParameters, request: SessionRequest, { tenants }: LabState): Tenant {
  const { delegatedOrganization } = request;
  if (delegatedOrganization !== undefined) {
    const named = findTenant(tenants, delegatedOrganization);
    if (named) return named;
    const known = tenants.map(({ initialDomain }) => initialDomain).join(', ');
    throw new CmdletError(
      'InvalidArgument',
      `There is no tenant '${delegatedOrganization}' in this lab; it has ${known}.`,
    );
  }
  const hasMailbox = cmdlet.parameters.some(({ name }) => name === 'Mailbox');
  const mailbox = hasMailbox ? givenText(cmdlet, given, 'Mailbox') : undefined;
  const tenant = (mailbox === undefined ? undefined : tenantOfAddress(tenants, mailbox)) ?? tenants[0];
  if (!tenant) throw new CmdletError('InvalidOperation', 'This lab has no tenant.');
  return tenant;
}

/** A parameter's value before binding, whatever way its name is written. */
function givenText(cmdlet: Cmdlet, given: GivenParameters, name: string): string | undefined {
  const value = givenEntry(cmdlet, given, name)?.[1];
  if (value instanceof URL) return value.href;
  return typeof value === 'string' ? value.trim() : undefined;
}

function isGiven(cmdlet: Cmdlet, given: GivenParameters, name: string): boolean {
  return givenEntry(cmdlet, given, name) !== undefined;
}

function givenEntry(cmdlet: Cmdlet, given: GivenParameters, name: string): [string, unknown] | undefined {
  return Object.entries(given).find(([key]) => {
    try {
      return findParameter(cmdlet, key).name === name;
    } catch {
      return false; // binding will say what is wrong with it
    }
  });
}
