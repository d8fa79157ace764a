import type { FoundItem } from '../found-item.js';
import { textOfBody } from '../item-text.js';
import { propertyOf } from '../item-view.js';
import { type ContentLine, contentLines, escapedText, line } from './content-lines.js';

/** A contact as vCard 3.0 (RFC 2426): that is what contacts have as MIME content (the public page on exporting items). */
export function vcardOf(found: FoundItem): Buffer {
  const text = (name: string) => escapedText(propertyOf(found, name)) ?? '';
  const names = ['Surname', 'GivenName', 'MiddleName'].map(text);
  const company = [text('CompanyName'), text('Department')];
  return contentLines([
    'BEGIN:VCARD',
    line('VERSION', '3.0'),
    line('N', [...names, '', text('Generation')].join(';')),
    line('FN', text('DisplayName') || text('FileAs') || text('Subject')),
    line('ORG', company.join('') === '' ? undefined : company.join(';')),
    line('TITLE', text('JobTitle')),
    ...entries(found, 'EmailAddresses').map(({ text: address }) =>
      line('EMAIL', escapedText(address), { TYPE: 'INTERNET' }),
    ),
    ...entries(found, 'PhoneNumbers').map(({ Key, text: number }) =>
      line('TEL', escapedText(number), { TYPE: phones[Key] ?? 'VOICE' }),
    ),
    ...entries(found, 'PhysicalAddresses').map(addressLine),
    line('BDAY', String(propertyOf(found, 'Birthday') ?? '').slice(0, 10)),
    line('NOTE', escapedText(textOfBody(propertyOf(found, 'Body')))),
    line('REV', found.item.modified),
    'END:VCARD',
  ]);
}

type Entry = Readonly<Record<string, string>> & { readonly Key: string };

function entries(found: FoundItem, name: string): readonly Entry[] {
  return ((propertyOf(found, name) ?? {}) as { readonly Entry?: readonly Entry[] }).Entry ?? [];
}

const phones: Readonly<Record<string, readonly string[]>> = {
  BusinessPhone: ['WORK'],
  BusinessFax: ['WORK', 'FAX'],
  HomePhone: ['HOME'],
  HomeFax: ['HOME', 'FAX'],
  MobilePhone: ['CELL'],
  Pager: ['PAGER'],
};

const places: Readonly<Record<string, string>> = { Business: 'WORK', Home: 'HOME' };

function addressLine(entry: Entry): ContentLine {
  const parts = [entry.Street, entry.City, entry.State, entry.PostalCode, entry.CountryOrRegion];
  const value = ['', '', ...parts.map((part) => escapedText(part) ?? '')].join(';');
  return line('ADR', value, { TYPE: places[entry.Key] ?? 'POSTAL' });
}
