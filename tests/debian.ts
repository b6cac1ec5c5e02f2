import { spawnSync } from 'node:child_process';

/** A Debian package as titles of tests name it: with the version that is installed here, or as absent. */
export function debianPackage(name: string): string {
  const { status, stdout } = spawnSync('dpkg-query', ['--show', '--showformat=${Version}', name], { encoding: 'utf8' });
  return status === 0 && stdout !== '' ? `${name} ${stdout}` : `${name}, absent`;
}
