/** For gRPC services: one interceptor. Needs grpc-api and nothing else. */
@NullMarked
package io.curfew.listener.grpc;

import org.jspecify.annotations.NullMarked;
