import type { AuthConfig } from '../directory/organization.js';
import type { LabContext } from './cmdlet.js';
import { changeOrganization } from './organization-change.js';

export type ChangeOfAuthConfig = (config: AuthConfig) => AuthConfig;

/** Changes the auth configuration and stamps it; the transition sees it as it is when its turn comes. */
export function changeAuthConfig(context: LabContext, change: ChangeOfAuthConfig): Promise<void> {
  const whenChanged = new Date(context.clock.now()).toISOString();
  return changeOrganization(context, (organization) => ({
    ...organization,
    authConfig: { ...change(organization.authConfig), whenChanged },
  }));
}
