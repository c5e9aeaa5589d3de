/** What the services' answers share. Dates and numbers are fixed: the same request, the same bytes. */
import { regionInventory } from '../inventory.mjs';

export const WHEN = '2026-01-01T00:00:00Z';
export const WHEN_SECONDS = 1767225600;
export const TAGS = [{ Key: 'app', Value: 'app' }];

/** An error by which a service means "not configured". */
export class NotSet extends Error {}

const inventories = new Map();

/** The inventory of a region, made once. */
export function of(region) {
  if (!inventories.has(region)) inventories.set(region, regionInventory(region));
  return inventories.get(region);
}

/**
 * One page of a list.
 * @param limit how many the caller asked for, as text or number; at most, and by default, `most`
 * @param token where the page begins: what the page before gave as `next`
 */
export function page(items, limit, token, most) {
  const start = Number(token || 0);
  const end = start + Math.min(Number(limit || most), most);
  return { items: items.slice(start, end), next: end < items.length ? String(end) : undefined };
}

export const tagsOf = (resource) => (resource.tagged ? TAGS : []);
