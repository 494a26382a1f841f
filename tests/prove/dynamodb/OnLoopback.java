import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Server;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** DynamoDB Local for this machine alone: started by itself, it listens on all addresses. */
class OnLoopback {
    public static void main(String[] arguments) throws Exception {
        var port = Integer.parseInt(arguments[0]);
        var server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        // In memory, in no file, one database for all keys and regions, without pauses of its own.
        var requests = new LocalDynamoDBRequestHandler(0, true, null, true, false);
        server.setHandler(new LocalDynamoDBServerHandler(requests, null));
        server.start();
        server.join();
    }
}
