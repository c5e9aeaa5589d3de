/** What the EventBridge collectors share. */

import type { EventBus } from '@aws-sdk/client-eventbridge';
import { pushAll } from '../../common/lists.ts';
import { given } from '../aws/answer.ts';
import { byToken } from '../aws/by-token.ts';
import type { CollectorContext } from '../collector.ts';

/** Every event bus of the region, once. */
export function eventBuses(ctx: CollectorContext): Promise<readonly EventBus[]> {
  return ctx.once('events:ListEventBuses', async () => {
    const { EventBridgeClient, ListEventBusesCommand } = await import('@aws-sdk/client-eventbridge');
    const client = ctx.client(EventBridgeClient);
    const found: EventBus[] = [];
    for await (const page of byToken((NextToken) =>
      client.send(new ListEventBusesCommand({ Limit: 100, ...(NextToken && { NextToken }) })),
    ))
      pushAll(found, given(page.EventBuses, 'EventBuses', 'events:ListEventBuses'));
    return found;
  });
}
