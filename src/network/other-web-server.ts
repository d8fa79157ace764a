import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';

const welcomePage = `<!DOCTYPE html>
<html>
<head><title>Welcome</title></head>
<body><h1>Welcome</h1><p>This web server is up. It is no Exchange server.</p></body>
</html>
`;

/** IIS's page for a remote client, custom errors on. */
const fileNotFoundPage =
  `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"/>
<title>404 - File or directory not found.</title>
<style type="text/css">
<!--
body{margin:0;font-size:.7em;font-family:Verdana, Arial, Helvetica, sans-serif;background:#EEEEEE;}
fieldset{padding:0 15px 10px 15px;} 
h1{font-size:2.4em;margin:0;color:#FFF;}
h2{font-size:1.7em;margin:0;color:#CC0000;} 
h3{font-size:1.2em;margin:10px 0 0 0;color:#000000;} 
#header{width:96%;margin:0 0 0 0;padding:6px 2% 6px 2%;font-family:"trebuchet MS", Verdana, sans-serif;color:#FFF;
background-color:#555555;}
#content{margin:0 0 0 2%;position:relative;}
.content-container{background:#FFF;width:96%;margin-top:8px;padding:10px;position:relative;}
-->
</style>
</head>
<body>
<div id="header"><h1>Server Error</h1></div>
<div id="content">
 <div class="content-container"><fieldset>
  <h2>404 - File or directory not found.</h2>
  <h3>The resource you are looking for might have been removed, had its name changed, or is temporarily unavailable.</h3>
 </fieldset></div>
</div>
</body>
</html>
`.replaceAll('\n', '\r\n');

/**
 * A web server that is no Exchange: the default site of a bare IIS. It listens nowhere; the reverse proxy hands it
 * requests through `routing`, once `ready` is done.
 */
export function createOtherWebServer(): FastifyInstance {
  const app = Fastify({
    frameworkErrors: (_error, _request, reply) => void asIis(reply).code(400).send('Bad Request'),
  });
  // It reads no body, so that none can be of the wrong type.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.all('/', (_request, reply) => asIis(reply).send(welcomePage));
  app.setNotFoundHandler((_request, reply) => asIis(reply).code(404).send(fileNotFoundPage));
  return app;
}

function asIis(reply: FastifyReply): FastifyReply {
  return reply.headers({
    'Content-Type': 'text/html',
    Server: 'Microsoft-IIS/10.0',
    'X-Powered-By': 'ASP.NET',
  });
}
