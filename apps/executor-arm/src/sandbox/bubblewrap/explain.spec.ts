import { describe, expect, it } from 'vitest';
import { type MachineFacts, obstacleOfComplaint, obstacleOfMachine } from './explain.ts';

const facts: MachineFacts = {
  platform: 'linux',
  processor: 'x64',
  release: '6.1.0-18-amd64',
  usernsClone: undefined,
  maxUserNamespaces: '63000',
  appArmorRestricts: undefined,
  seccomp: '0',
};
const forbidden =
  'bwrap: No permissions to create a new namespace, likely because the kernel does not allow it.';

describe('what speaks against bubblewrap', () => {
  it.each<[Partial<MachineFacts>, RegExp]>([
    [{ release: '5.10.0-28-amd64' }, /5\.10.* counts the processes/],
    [{ release: '4.19' }, /counts the processes/],
    [{ platform: 'darwin' }, /this is darwin/],
    [{ processor: 'riscv64' }, /no seccomp filter for riscv64/],
  ])('is seen before it is tried: %j', (change, reason) => {
    expect(obstacleOfMachine({ ...facts, ...change })?.reason).toMatch(reason);
  });

  it('is nothing on a machine that is new enough', () => {
    expect(obstacleOfMachine(facts)).toBeUndefined();
    expect(obstacleOfMachine({ ...facts, release: '5.14.0', processor: 'arm64' })).toBeUndefined();
  });

  it.each<[string, Partial<MachineFacts>, RegExp]>([
    [forbidden, { usernsClone: '0' }, /unprivileged_userns_clone is 0.*Set it to 1/],
    [forbidden, { maxUserNamespaces: '0' }, /max_user_namespaces is 0/],
    [forbidden, { appArmorRestricts: '1' }, /AppArmor forbids.*profile/],
    [forbidden, { seccomp: '2' }, /container runtimes.*RuntimeClass/],
    [forbidden, {}, /The kernel refuses user namespaces.*dmesg/],
    ['bwrap: setting up uid map: Permission denied', { appArmorRestricts: '1' }, /AppArmor/],
    ['bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted', { appArmorRestricts: '1' }, /AppArmor/],
    ['spawn /usr/bin/bwrap ENOENT', {}, /no bubblewrap at \/usr\/bin\/bwrap.*Install the package bubblewrap/],
    ['spawn /usr/bin/bwrap EACCES', {}, /may not be executed/],
    ['spawn EINVAL', {}, /root and may not become another user.*ordinary user/],
    ['bwrap: Unknown option --size', {}, /too old.*0\.7/],
    ['bwrap: execvp /usr/bin/prlimit: No such file or directory', {}, /no prlimit.*util-linux/],
    ["/usr/bin/nice: '/usr/bin/prlimit': No such file or directory", {}, /no prlimit.*util-linux/],
    ['bwrap: something new', {}, /does not start: bwrap: something new/],
  ])('is read from what it says: %s %j', (complaint, change, sentence) => {
    const { reason, remedy } = obstacleOfComplaint(complaint, '/usr/bin/bwrap', { ...facts, ...change });
    expect(`${reason} ${remedy}`).toMatch(sentence);
  });
});
