#!/usr/bin/env node
import { processConsole } from '../cli/console.js';
import { testOAuthConnectivityMain } from '../cli/main.js';

process.exitCode = await testOAuthConnectivityMain(process.argv.slice(2), processConsole);
