import { Output, runCommand } from '../output/index.ts';
import { root } from '../workspace/index.ts';
import { folderToVerify } from './folder.ts';
import { verifyDeployment } from './verify-deployment.ts';

await runCommand(() => verifyDeployment(folderToVerify(process.argv.slice(2), root), new Output()));
