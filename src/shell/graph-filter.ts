import { CmdletError } from './cmdlet.js';

/** What Microsoft Graph's -Filter may ask of an application here: `appId eq '…'`, `startswith(displayName,'…')`. */
export function graphFilter<
  Item extends { readonly appId: string; readonly displayName: string; readonly objectId: string },
>(filter: string): (item: Item) => boolean {
  const text = filter.trim();
  const [, left = '', equal = ''] = /^(appId|displayName|id)\s+eq\s+'((?:[^']|'')*)'$/i.exec(text) ?? [];
  const [, start = '', begins = ''] =
    /^startswith\(\s*(appId|displayName|id)\s*,\s*'((?:[^']|'')*)'\s*\)$/i.exec(text) ?? [];
  const property = (left || start).toLowerCase();
  if (property === '') {
    throw new CmdletError(
      'InvalidArgument',
      `[lab] The filter ${text} is not understood: there are <property> eq '…' and startswith(<property>,'…'), of appId, displayName and id.`,
    );
  }
  const wanted = (left ? equal : begins).replaceAll("''", "'").toLowerCase();
  return (item) => {
    const value =
      { appid: item.appId, displayname: item.displayName, id: item.objectId }[property]?.toLowerCase() ?? '';
    return left ? value === wanted : value.startsWith(wanted);
  };
}
