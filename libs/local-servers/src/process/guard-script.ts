/**
 * The shell script that stands between us and a server, so that a dead parent leaves no server behind: it starts
 * the server, reports its process id on descriptor 3, and stops it when its standard input, a pipe that only our
 * process holds, is closed, by us or by the kernel after a SIGKILL. A server that ignores the signal for 30 seconds
 * is killed. The scratch folder, if one is named, goes away with the server.
 *
 * Arguments: signal name, scratch folder or an empty string, then the server's command.
 */
export const guardScript = `
signal=$1 scratch=$2
shift 2
exec 4<&0 </dev/null
"$@" 3>&- 4<&- &
server=$!
echo "$server" >&3
exec 3>&-
(
  read -r _ <&4
  kill -s "$signal" "$server"
  n=0
  while [ "$n" -lt 300 ] && kill -0 "$server"; do sleep 0.1; n=$((n + 1)); done
  kill -s KILL "$server"
) >/dev/null 2>&1 &
guard=$!
exec 4<&-
wait "$server"
code=$?
kill "$guard" 2>/dev/null
[ -z "$scratch" ] || rm -rf "$scratch" 2>/dev/null
exit "$code"
`;
