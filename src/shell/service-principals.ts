import type { Application, KeyCredential, ServicePrincipal } from '../directory/tenant.js';
import { sameText } from '../protocol/audience.js';
import { type BoundParameters, type CmdletContext, CmdletError, type ParameterDefinition } from './cmdlet.js';
import { objectNotFound } from './not-found.js';
import { changeTenant } from './tenant-change.js';

/** How the MSOnline cmdlets name a service principal. */
export const msolIdentity: readonly ParameterDefinition[] = [
  { name: 'AppPrincipalId', type: 'String', fromPipeline: ['AppPrincipalId'], help: 'Application id.' },
  { name: 'ServicePrincipalName', type: 'String', help: 'One of the names the application goes by.' },
  { name: 'ObjectId', type: 'String', help: 'Object id.' },
];

/** The service principal of an application id, an object id, or one of its names. */
export function requireServicePrincipal(identity: string, context: CmdletContext): ServicePrincipal {
  const found = context.tenant.servicePrincipals.find(({ appId, objectId, servicePrincipalNames }) =>
    [appId, objectId, ...servicePrincipalNames].some((name) => sameText(name, identity)),
  );
  if (!found) throw objectNotFound(identity, context);
  return found;
}

export function msolServicePrincipal(parameters: BoundParameters, context: CmdletContext): ServicePrincipal {
  const { AppPrincipalId, ServicePrincipalName, ObjectId } = parameters;
  const identity = [AppPrincipalId, ServicePrincipalName, ObjectId].find((value) => typeof value === 'string');
  if (identity === undefined)
    throw new CmdletError('InvalidArgument', 'Parameter set cannot be resolved using the specified named parameters.');
  return requireServicePrincipal(identity, context);
}

/** Changes a service principal; the transition sees it as it is when its turn comes. */
export function changeServicePrincipal(
  context: CmdletContext,
  objectId: string,
  transition: (principal: ServicePrincipal) => ServicePrincipal,
): Promise<void> {
  return changeTenant(context, (tenant) => ({
    ...tenant,
    servicePrincipals: tenant.servicePrincipals.map((one) => (one.objectId === objectId ? transition(one) : one)),
  }));
}

export function changeKeys(
  context: CmdletContext,
  objectId: string,
  transition: (keys: readonly KeyCredential[]) => readonly KeyCredential[],
): Promise<void> {
  return changeServicePrincipal(context, objectId, (principal) => ({
    ...principal,
    keyCredentials: transition(principal.keyCredentials),
  }));
}

export function changeApplication(
  context: CmdletContext,
  objectId: string,
  transition: (application: Application) => Application,
): Promise<void> {
  return changeTenant(context, (tenant) => ({
    ...tenant,
    applications: tenant.applications.map((one) => (one.objectId === objectId ? transition(one) : one)),
  }));
}
