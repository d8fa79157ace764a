import { choice, optional } from '../xsd/model.js';
import { xs } from '../xsd/simple-types.js';
import { itemId } from './item-ids.js';
import { t } from './namespaces.js';

/** A stand-in. */
const item = t.complex('ItemType', { content: [{ ItemId: optional(itemId), Subject: optional(xs.string) }] });

export const itemKinds = { Item: item };
export const realItems = t.list('ArrayOfRealItemsType', itemKinds);
export const oneItem = choice(itemKinds);
