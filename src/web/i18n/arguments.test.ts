import { expectTypeOf, test } from 'vitest';
import type { MessageArguments } from './arguments.ts';

type Names<Message extends string> = keyof MessageArguments<Message>;

test('the arguments of a message are known to the compiler', () => {
  expectTypeOf<Names<'Nothing to fill in.'>>().toEqualTypeOf<never>();
  expectTypeOf<MessageArguments<'{name} of {size}'>>().toEqualTypeOf<{
    readonly name: string | number;
    readonly size: string | number;
  }>();
  expectTypeOf<
    MessageArguments<'{count, plural, one {# image in {place}} other {# images}} of {owner}'>
  >().toEqualTypeOf<{
    readonly count: number;
    readonly place: string | number;
    readonly owner: string | number;
  }>();
  expectTypeOf<MessageArguments<'{kind, select, a {{n, plural, other {#}}} other {{n}}}'>>().toEqualTypeOf<{
    readonly kind: string;
    readonly n: number;
  }>();
  expectTypeOf<MessageArguments<'{name}', boolean>['name']>().toEqualTypeOf<string | number | boolean>();
});
