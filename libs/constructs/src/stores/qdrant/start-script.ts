/**
 * Starts a node of Qdrant. The first node begins the cluster and the others ask it to let them in, as in Qdrant's own
 * chart; a node that has been a member knows that and comes back. The key is read from its file here, for Qdrant itself
 * takes it from a variable or from its configuration only.
 */
export const startQdrant = `set -eu
QDRANT__SERVICE__API_KEY=$(cat "$API_KEY_FILE")
export QDRANT__SERVICE__API_KEY
if [ -z "\${NODES:-}" ]; then
  exec ./entrypoint.sh
fi
first="http://\${HOSTNAME%-*}-0.$NODES:$PEER_PORT"
self="http://$HOSTNAME.$NODES:$PEER_PORT"
if [ "$self" = "$first" ]; then
  exec ./entrypoint.sh --uri "$self"
fi
exec ./entrypoint.sh --bootstrap "$first" --uri "$self"
`;
