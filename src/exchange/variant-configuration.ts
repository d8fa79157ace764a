import type { Clock } from '../clock.js';
import type { Organization } from '../directory/organization.js';
import type { SettingOverride } from '../directory/sharing.js';
import { ConfigurationCache } from './configuration-cache.js';

/** A setting override may take up to 60 minutes (facts/oauth-outbound-admin §3.8). */
const refreshIntervalMs = 60 * 60 * 1000;

/**
 * The setting overrides as the topology service of the servers has read them: at its start, every 60 minutes, and when it is
 * told to. It is no worker process: that iisreset does not make it read them is inferred.
 */
export function createVariantConfiguration(options: {
  readonly organization: () => Organization;
  readonly clock: Clock;
  readonly reload: 'interval' | 'immediate';
}): ConfigurationCache<readonly SettingOverride[]> {
  const { organization, clock, reload } = options;
  const load = () => organization().settingOverrides;
  const cache = new ConfigurationCache({ load, currentSource: load, clock, reload, interval: refreshIntervalMs });
  cache.reload();
  return cache;
}
