/** The collector of `AWS::Events::EventBus`. */
import { compact, defineCollector } from '../collector.ts';
import { mapped, opened } from '../mapping.ts';
import { eventBuses } from './events.ts';

const DESCRIBED = ['DeadLetterConfig', 'KmsKeyIdentifier', 'LogConfig'];

export default defineCollector({
  type: 'AWS::Events::EventBus',
  summary: 'Event buses: who may send to them, their key, where what fails goes.',
  scope: 'regional',
  uniqueName: true,
  actions: ['events:ListEventBuses'],
  async *list(ctx) {
    for (const bus of await eventBuses(ctx)) {
      const id = bus.Name ?? '';
      const properties = compact({ Description: bus.Description || undefined, Policy: opened(bus.Policy) });
      yield { id, arn: bus.Arn ?? null, name: id, properties };
    }
  },
  parts: [
    {
      action: 'events:DescribeEventBus',
      properties: DESCRIBED,
      async read(ctx, { id }) {
        const { DescribeEventBusCommand, EventBridgeClient } = await import('@aws-sdk/client-eventbridge');
        const answer = await ctx.client(EventBridgeClient).send(new DescribeEventBusCommand({ Name: id }));
        if (answer.Name === undefined) throw new Error('the answer carries no Name');
        return mapped(answer, { take: DESCRIBED });
      },
    },
  ],
  tags: 'tagging-api',
  // Every region has it from the start.
  isDefault: ({ id }) => id === 'default',
  absorbs: ['AWS::Events::EventBusPolicy'],
  comparators: {
    'DeadLetterConfig.Arn': { compare: 'same', severity: 'high', worse: 'absent' },
    Description: { compare: 'same', severity: 'low' },
    KmsKeyIdentifier: { compare: 'same', severity: 'high', worse: 'absent' },
    'LogConfig.IncludeDetail': 'same',
    'LogConfig.Level': 'same',
    Policy: { compare: 'same', severity: 'high', why: 'It decides who may send events to the bus.' },
  },
  policies: ['Policy'],
  wordsForPeople: ['Description'],
  notRead: {
    EventSourceName: "a partner's bus has its name",
    Name: 'it is the name',
  },
  cannotSee: ['Archives, replays and schema discovery; what was sent.'],
});
