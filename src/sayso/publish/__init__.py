"""What people and programs read: views, exports, tables."""
