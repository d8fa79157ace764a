import { optional } from '../xsd/model.js';
import { xs } from '../xsd/simple-types.js';

/** Where in all that was found a list stands (MS-OXWSSRCH). Clients count on the last two. */
export const pagingAttributes = {
  IndexedPagingOffset: optional(xs.int),
  NumeratorOffset: optional(xs.int),
  AbsoluteDenominator: optional(xs.int),
  IncludesLastItemInRange: optional(xs.boolean),
  TotalItemsInView: optional(xs.int),
};
