package dev.rote.backend.onnx.graph;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/** What the elements of a tensor are. */
enum ElementType {
  FLOAT(DataType.FLOAT),
  DOUBLE(DataType.DOUBLE),
  INT32(DataType.INT32),
  INT64(DataType.INT64),
  BOOL(DataType.BOOL);

  private final DataType proto;

  ElementType(DataType proto) {
    this.proto = proto;
  }

  /** Returns the number ONNX gives it. */
  int number() {
    return proto.getNumber();
  }
}
