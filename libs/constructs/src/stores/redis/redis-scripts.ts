/*
 * What the containers of a Redis run. The scripts are for the sh of any image. REDIS_PASSWORD_FILE names the file with
 * the password; no password is on a command line, where every process of the pod would read it.
 */

/** Starts a Redis that is alone. */
export const startSingle = `set -eu
umask 077
secret=$(cat "$REDIS_PASSWORD_FILE")
{
  echo 'include /etc/octollm/redis.conf'
  echo "requirepass \\"$secret\\""
} > /tmp/redis.conf
exec redis-server /tmp/redis.conf
`;

/** Whether Redis answers for itself. */
export const checkRedis = `set -eu
REDISCLI_AUTH=$(cat "$REDIS_PASSWORD_FILE")
export REDISCLI_AUTH
[ "$(redis-cli -h 127.0.0.1 ping)" = PONG ]
`;

/** Whether the sentinel answers. */
export const checkSentinel = `[ "$(redis-cli -h 127.0.0.1 -p 26379 ping)" = PONG ]
`;

/**
 * Says which pod is the master: the one that a sentinel knows; when none runs, the one that this pod's sentinel knew last,
 * for it has the newest data; at the very first start the first pod. SELF, DOMAIN, MASTER_NAME and NODES come from the
 * pod; names stay the same when addresses change.
 */
export const findMaster = `self="$HOSTNAME.$DOMAIN"

find_master() {
  for node in $NODES; do
    found=$(timeout 2 redis-cli -h "$node.$DOMAIN" -p 26379 --raw sentinel get-master-addr-by-name "$MASTER_NAME" 2>/dev/null | head -n 1) || true
    case "$found" in
      *".$DOMAIN")
        echo "$found"
        return
        ;;
    esac
  done
  remembered=$(sed -n "s/^sentinel monitor $MASTER_NAME \\([^ ]*\\) .*/\\1/p" /data/sentinel.conf 2>/dev/null || true)
  echo "\${remembered:-\${NODES%% *}.$DOMAIN}"
}
`;

/** Starts a Redis as the master or as a replica of it. */
export const startReplicated = `set -eu
. /etc/octollm/find-master.sh
umask 077
secret=$(cat "$REDIS_PASSWORD_FILE")
master=$(find_master)
{
  echo 'include /etc/octollm/redis.conf'
  echo "requirepass \\"$secret\\""
  echo "masterauth \\"$secret\\""
  echo "replica-announce-ip $self"
  if [ "$master" != "$self" ]; then echo "replicaof $master 6379"; fi
} > /tmp/redis.conf
exec redis-server /tmp/redis.conf
`;

/**
 * Starts a sentinel. Its file is written anew every time, so that a change of the configuration counts, and lies on the
 * volume of the pod, so that it outlives the pod and says who was the master. It learns of the others from the master.
 */
export const startSentinel = `set -eu
. /etc/octollm/find-master.sh
umask 077
secret=$(cat "$REDIS_PASSWORD_FILE")
master=$(find_master)
{
  echo 'port 26379'
  echo 'dir /tmp'
  echo 'protected-mode no'
  echo 'sentinel resolve-hostnames yes'
  echo 'sentinel announce-hostnames yes'
  echo "sentinel announce-ip $self"
  echo "sentinel monitor $MASTER_NAME $master 6379 $QUORUM"
  echo "sentinel auth-pass $MASTER_NAME $secret"
  echo "sentinel down-after-milliseconds $MASTER_NAME $DOWN_AFTER_MS"
  echo "sentinel failover-timeout $MASTER_NAME $FAILOVER_TIMEOUT_MS"
  echo "sentinel parallel-syncs $MASTER_NAME 1"
} > /data/sentinel.conf.new
mv /data/sentinel.conf.new /data/sentinel.conf
exec redis-server /data/sentinel.conf --sentinel
`;

/**
 * Before a master stops it hands over, so that a rollout or a drain costs no time without one. Writes wait meanwhile, or
 * those of the last moments would be on the old master alone.
 */
export const handOver = `REDISCLI_AUTH=$(cat "$REDIS_PASSWORD_FILE")
export REDISCLI_AUTH
case "$(redis-cli -h 127.0.0.1 role | head -n 1)" in
  master)
    redis-cli -h 127.0.0.1 client pause 10000 write
    answer=$(env -u REDISCLI_AUTH redis-cli -h 127.0.0.1 -p 26379 sentinel failover "$MASTER_NAME")
    if [ "$answer" != OK ]; then redis-cli -h 127.0.0.1 client unpause; fi
    ;;
esac
sleep 5
`;
