import { expect } from 'vitest';
import type { Api, EndpointName, Sent, Who } from './api.ts';

/** Gets a backend that works, and one whose tables are gone. */
export type Case = (api: Api, broken: Api) => Promise<void>;

/** The call is refused with this status, by a message that says why in every form the clients read. */
export const refused =
  (status: number, message: RegExp, who: Who, name: EndpointName, sent: Sent = {}): Case =>
  async (api) => {
    const answer = await api.call(who, name, sent);
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({
      message: expect.stringMatching(message),
      contents: { message: expect.stringMatching(message) },
      status_code: status,
    });
  };

/** The call is refused for this field, in both forms: the contract's, and the one the clients read. */
export const invalid =
  (field: string, text: string, name: EndpointName, sent: Sent): Case =>
  async (api) => {
    const { status, json } = await api.call('sara', name, sent);
    expect([status, json]).toEqual([400, { [field]: [text], errors: [{ [field]: [text] }] }]);
  };

/** Without a token, and with one that nobody has, the call is refused. */
export const unauthorised = (name: EndpointName, sent: Sent = {}): Case => {
  return async (api, broken) => {
    await refused(401, /not provided/, 'nobody', name, sent)(api, broken);
    await refused(401, /invalid/, { authorization: 'JWT expired' }, name, sent)(api, broken);
  };
};

/** A person with several namespaces who names none is told to. */
export const unnamed = (name: EndpointName, sent: Sent = {}): Case =>
  refused(400, /Namespace/, 'nika', name, sent);

/** An Operator may not. */
export const forbidden = (name: EndpointName, sent: Sent = {}): Case =>
  refused(403, /Operator/, 'omid', name, sent);

/** An image that does not exist is told as missing. */
export const noImage = (name: EndpointName, sent: Sent = {}): Case =>
  refused(404, /^Image not found$/, 'sara', name, { ...sent, path: ['nothing', 'v1'] });

/** What the service cannot do for a fault of its own is told without details. */
export const breaks =
  (name: EndpointName, sent: Sent = {}): Case =>
  async (_, broken) => {
    const { status, json } = await broken.call('sara', name, sent);
    expect([status, json]).toMatchObject([500, { message: 'Server Error' }]);
  };

/** What gateways and limits answer before the service is asked: the fault switch stands for them. */
export const struck =
  (
    fault: { status: number; body: string; headers?: Record<string, string> },
    name: EndpointName,
    sent: Sent,
  ): Case =>
  async (api) => {
    await api.faults([{ endpoint: `fandogh.${name}`, times: 1, fault: { kind: 'status', ...fault } }]);
    const { status, headers, text } = await api.call('sara', name, sent);
    expect([status, text]).toEqual([fault.status, fault.body]);
    expect(headers.get('retry-after')).toBe(fault.headers?.['retry-after'] ?? null);
  };
