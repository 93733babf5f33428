import { useState } from 'react';
import { djinnEndpoints } from '../../../contract/djinn/endpoints.ts';
import { call } from '../../api/call.ts';
import type { ConnectionKind, CredentialsProps } from '../../connections/kind.ts';
import { TokenField } from '../../connections/TokenField.tsx';

function Credentials({ onChange }: CredentialsProps) {
  const [token, setToken] = useState('');
  return (
    <TokenField
      value={token}
      onChange={(typed) => {
        setToken(typed);
        const trimmed = typed.trim();
        // The scheme word and its single space are matched to the letter.
        onChange(trimmed === '' ? null : `Bearer ${trimmed}`);
      }}
    />
  );
}

/** Connections to Djinn CI: a token, and nothing to choose. */
export const djinnConnection: ConnectionKind = {
  service: 'djinn',
  name: 'Djinn CI',
  letter: 'D',
  Credentials,
  isPlaced: () => true,
  check: async (connection, signal) => {
    const user = await call(connection, djinnEndpoints.getUser, {}, { signal });
    // `/user` takes a token of any scope, so whether it may read images is asked for as well.
    await call(connection, djinnEndpoints.listImages, {}, { signal });
    return { user: user.username, may: undefined, place: {} };
  },
};
